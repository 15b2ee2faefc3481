import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

import { precompress } from '../../apps/launcher/src/building/precompress.ts';

const root = path.resolve(import.meta.dirname, '../..');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** An Angular app with one button and nothing else, built and served as ours are: the least that Angular costs. */
export async function serveEmptyApp(): Promise<{ readonly base: string; stop(): Promise<void> }> {
  // Below the repository, so that packages are found.
  const folder = path.join(root, 'dist/bench-empty-app');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'src'), { recursive: true });
  const files = {
    'angular.json': JSON.stringify({ version: 1, projects: { empty: PROJECT } }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        module: 'preserve',
        moduleResolution: 'bundler',
        strict: true,
        skipLibCheck: true,
      },
      files: ['src/main.ts'],
    }),
    'package.json': JSON.stringify({ name: 'empty', private: true, type: 'module' }),
    'src/index.html':
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><base href="/"><title>Empty</title></head><body><empty-app></empty-app></body></html>',
    'src/main.ts': `
      import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
      import { bootstrapApplication } from '@angular/platform-browser';
      @Component({ selector: 'empty-app', template: '<button (click)="times.set(times() + 1)">Pressed {{ times() }}</button>' })
      class EmptyApp { readonly times = signal(0); }
      bootstrapApplication(EmptyApp, { providers: [provideZonelessChangeDetection()] });`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  execFileSync(process.execPath, [path.join(root, 'node_modules/@angular/cli/bin/ng.js'), 'build', 'empty'], {
    cwd: folder,
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const built = path.join(folder, 'out/browser');
  await precompress(built);
  const server = createServer((request, response) => {
    const name = request.url === '/' ? '/index.html' : (request.url ?? '');
    const file = path.join(built, path.basename(name));
    if (!existsSync(file)) return void response.writeHead(404).end();
    const compressed = existsSync(`${file}.br`);
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      ...(compressed && { 'content-encoding': 'br' }),
    });
    response.end(readFileSync(compressed ? `${file}.br` : file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    base: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
      await Promise.resolve();
    },
  };
}

const PROJECT = {
  projectType: 'application',
  root: '',
  sourceRoot: 'src',
  architect: {
    build: {
      builder: '@angular/build:application',
      options: {
        browser: 'src/main.ts',
        index: 'src/index.html',
        tsConfig: 'tsconfig.json',
        outputPath: 'out',
        optimization: { scripts: true, styles: { minify: true, inlineCritical: false }, fonts: false },
      },
    },
  },
};
