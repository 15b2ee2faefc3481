import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AUDIENCE } from '../access/audience';
import { ANSWER } from './answers';

/** Keys under which Nest keeps a handler's path and arguments. */
const PATH = 'path';
const ARGUMENTS = '__routeArguments__';
/** Kinds of arguments that come from outside: body, query, path parameter. */
const FROM_OUTSIDE = /^[345]:/;

interface Argument {
  readonly schema?: unknown;
  readonly pipes?: readonly unknown[];
}
type ControllerClass = (new (...parameters: never[]) => object) & { readonly name: string };

/** A program that would let somebody in by oversight does not start. */
export class RouteLawError extends Error {
  constructor(readonly broken: readonly string[]) {
    super(`Some routes do not say what they must:\n${broken.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'RouteLawError';
  }
}

/**
 * Checks every route before the first request: it names its audience, its answer, and the contract of everything it
 * takes from outside. Import DiscoveryModule beside it.
 */
@Injectable()
export class RouteLaw implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws RouteLawError that lists every route with something missing */
  onModuleInit(): void {
    const broken = this.discovery
      .getControllers()
      .flatMap(({ metatype }) =>
        typeof metatype === 'function' ? this.faultsOf(metatype as ControllerClass) : [],
      );
    if (broken.length > 0) throw new RouteLawError(broken);
  }

  private faultsOf(controller: ControllerClass): string[] {
    const prototype = controller.prototype as Record<string, unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || Reflect.getMetadata(PATH, handler) === undefined) return [];
      return this.missing(controller, name, handler).map(
        (what) => `${controller.name}.${name} names no ${what}`,
      );
    });
  }

  private missing(controller: ControllerClass, name: string, handler: object): string[] {
    const places = [handler, controller] as Parameters<Reflector['getAllAndOverride']>[1];
    const taken = (Reflect.getMetadata(ARGUMENTS, controller, name) ?? {}) as Record<string, Argument>;
    const unchecked = Object.entries(taken).some(
      ([key, argument]) =>
        FROM_OUTSIDE.test(key) && argument.schema === undefined && (argument.pipes ?? []).length === 0,
    );
    return [
      ...(this.reflector.getAllAndOverride(AUDIENCE, places) === undefined ? ['audience'] : []),
      ...(this.reflector.getAllAndOverride(ANSWER, places) === undefined ? ['answer'] : []),
      ...(unchecked ? ['contract for everything it takes'] : []),
    ];
  }
}
