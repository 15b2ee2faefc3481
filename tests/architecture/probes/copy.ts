/**
 * A throw-away copy of the workspace: its law, projects and tags, with an empty index in place of every library's
 * code. Bad files are written there and never into the tree people work in.
 */
import { spawn } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Objection, Verdicts } from './probe.ts';

const LIVE = join(import.meta.dirname, '../../..');
const LAW = [
  'eslint.config.mjs',
  'nx.json',
  'package.json',
  'package-lock.json',
  'tests/architecture/law',
  ...globSync('tsconfig*.json', { cwd: LIVE }),
];

export interface Outcome {
  readonly status: number;
  readonly output: string;
}

interface LintedFile {
  filePath: string;
  messages: { ruleId: string | null; line: number; message: string }[];
}

/** The environment of the children: nothing of a surrounding Nx run, and the project's own Node first. */
function environment(): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  return {
    ...Object.fromEntries(outer),
    PATH: `${join(LIVE, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  };
}

export class Copy {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'evenhand-probes-')));

  constructor() {
    for (const path of LAW) cpSync(join(LIVE, path), join(this.root, path), { recursive: true });
    const projects = globSync('{apps,libs,tests}/**/{project,tsconfig}.json', { cwd: LIVE });
    for (const path of projects.filter((found) => !found.includes('node_modules'))) {
      this.write(path, readFileSync(join(LIVE, path), 'utf8'));
      if (path.startsWith('libs') && path.endsWith('project.json'))
        this.write(`${dirname(path)}/src/index.ts`, 'export {};\n');
    }
    this.write('libs/domain/src/testing/index.ts', 'export {};\n');
    symlinkSync(join(LIVE, 'node_modules'), join(this.root, 'node_modules'));
    process.once('exit', () => this.destroy());
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.root, dirname(path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  /** Changes a JSON file of the copy. */
  edit<Content>(path: string, change: (content: Content) => void): void {
    const content = JSON.parse(readFileSync(join(this.root, path), 'utf8')) as Content;
    change(content);
    this.write(path, JSON.stringify(content));
  }

  /** Adds a library with an alias of its own. */
  addLibrary(name: string, tags: readonly string[], index: string): void {
    this.write(`libs/${name}/project.json`, JSON.stringify({ name, projectType: 'library', tags }));
    this.write(`libs/${name}/src/index.ts`, index);
    this.edit<{ compilerOptions: { paths: Record<string, string[]> } }>('tsconfig.base.json', (config) => {
      config.compilerOptions.paths[`@evenhand/${name}`] = [`./libs/${name}/src/index.ts`];
    });
  }

  /** Runs a program of node_modules in the copy. */
  run(program: string, ...words: string[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(join(LIVE, 'node_modules/.bin', program), words, {
        cwd: this.root,
        env: environment(),
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ status: code ?? 1, output }));
    });
  }

  /** Lints the given files, or everything. The verdicts go through a file: programs like to chat on stdout. */
  async lint(...files: string[]): Promise<Verdicts> {
    const target = files.length > 0 ? files : ['.'];
    const { status, output } = await this.run(
      'eslint',
      '--format',
      'json',
      '--output-file',
      '.verdicts.json',
      ...target,
    );
    if (status > 1) throw new Error(`The lint itself failed:\n${output}`);
    const linted = JSON.parse(readFileSync(join(this.root, '.verdicts.json'), 'utf8')) as LintedFile[];
    return new Map(
      linted.map(({ filePath, messages }) => [
        relative(this.root, filePath).replaceAll('\\', '/'),
        messages.map(({ ruleId, line, message }): Objection => ({ rule: ruleId, line, message })),
      ]),
    );
  }

  destroy(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
