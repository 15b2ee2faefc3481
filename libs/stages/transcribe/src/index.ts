export { TranscribeStage } from './transcribe.stage';
export { Recogniser, type SpokenAnswer } from './recogniser';
export { RecordingNotReady } from './transcribe.errors';
