import { ProcessorOf } from '@evenhand/adapters/queue';
import { TranscribeStage } from '@evenhand/stages/transcribe';
import { StepRunner } from '../steps/step-runner';
import { StageProcessor } from './stage.processor';

@ProcessorOf('transcribe')
export class TranscribeProcessor extends StageProcessor {
  constructor(runner: StepRunner, stage: TranscribeStage) {
    super(runner, stage);
  }
}
