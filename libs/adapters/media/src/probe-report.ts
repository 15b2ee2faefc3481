import type { InspectedStream } from '@evenhand/domain';

/** What ffprobe prints for `probeArgs`. Every field may be missing: the file decides. */
interface Report {
  readonly streams?: readonly {
    readonly codec_type?: string;
    readonly codec_name?: string;
    readonly width?: number;
    readonly height?: number;
    readonly sample_rate?: string;
    readonly channels?: number;
    readonly disposition?: { readonly attached_pic?: number };
  }[];
  readonly format?: { readonly duration?: string };
}

/** Reads the report of ffprobe; anything that is not understood counts as absent. */
export function readReport(json: string): { streams: InspectedStream[]; declaredMs: number | null } {
  const { streams = [], format } = parse(json);
  const seconds = Number(format?.duration);
  return {
    streams: streams.map((stream): InspectedStream => {
      const codec = stream.codec_name ?? 'unknown';
      if (stream.codec_type === 'audio') {
        return {
          kind: 'sound',
          codec,
          sampleRate: Number(stream.sample_rate ?? 0),
          channels: stream.channels ?? 0,
        };
      }
      if (stream.codec_type === 'attachment') return { kind: 'attachment', codec };
      // The cover of a sound file is a stream of pictures too, of one.
      if (stream.codec_type !== 'video' || stream.disposition?.attached_pic === 1)
        return { kind: 'beside', codec };
      return { kind: 'picture', codec, width: stream.width ?? 0, height: stream.height ?? 0 };
    }),
    declaredMs: Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null,
  };
}

function parse(json: string): Report {
  try {
    const report: unknown = JSON.parse(json);
    return typeof report === 'object' && report !== null ? report : {};
  } catch {
    return {};
  }
}
