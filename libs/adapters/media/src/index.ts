export { FfmpegMediaEngine } from './ffmpeg-engine.adapter';
export type { BinarySettings } from './binaries.adapter';
