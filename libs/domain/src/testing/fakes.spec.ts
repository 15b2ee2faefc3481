import { EngineUnavailable } from '../trouble/engine.errors';
import { mailerConformance } from './mailer.conformance';
import { FakeMailer } from './mailer.fake';
import { speechConformance } from './speech-to-text.conformance';
import { FakeSpeech } from './speech-to-text.fake';

speechConformance('FakeSpeech', () => {
  const speech = new FakeSpeech();
  return Promise.resolve({
    speech,
    says: (text) => speech.says(text),
    fails: () => speech.fail(new EngineUnavailable('The fake engine')),
  });
});

mailerConformance('FakeMailer', () => {
  const mailer = new FakeMailer();
  return Promise.resolve({ mailer, arrived: () => mailer.sent });
});
