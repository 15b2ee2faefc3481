export { openSpeech, type SpeechSettings } from './open-speech';
export { OpenAiSpeech, type OpenAiSpeechOptions } from './openai-speech.adapter';
export { NoSpeech } from './no-speech.adapter';
