import type { Container, MediaLimits } from '@evenhand/domain';
import { fileUrl, inputArgs } from './input.args';

const ENTRIES = [
  'format=duration',
  'stream=codec_type,codec_name,width,height,sample_rate,channels',
  'stream_disposition=attached_pic',
].join(':');

/** Asks ffprobe what tracks a file has, as JSON. */
export function probeArgs(container: Container, path: string, limits: Pick<MediaLimits, 'pixels'>): string[] {
  return [
    ...['-v', 'error', '-hide_banner'],
    ...inputArgs(container, limits),
    ...['-show_entries', ENTRIES, '-of', 'json'],
    fileUrl(path),
  ];
}
