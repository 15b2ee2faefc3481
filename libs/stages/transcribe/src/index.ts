export { TranscribeStage } from './transcribe.stage';
export { Recogniser, type SpokenAnswer } from './recogniser';
export { SpeechAbilities } from './speech-abilities';
export { SpokenSound } from './spoken-sound';
export { RecordingNotReady } from './transcribe.errors';
