/** Makes short-lived addresses at which one stored file can be played. */
export abstract class MediaLinks {
  /** @param type content type the file is served as */
  abstract linkTo(key: string, type: string): string;
}
