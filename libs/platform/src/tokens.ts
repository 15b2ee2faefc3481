/** Nest token of the checked settings: `@Inject(SETTINGS) private readonly settings: Settings`. */
export const SETTINGS = 'settings';

/** Nest token of the process's structured log: `@Inject(LOG) private readonly log: Log`. */
export const LOG = 'log';
