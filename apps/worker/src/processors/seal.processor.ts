import { ProcessorOf } from '@evenhand/adapters/queue';
import { SealStage } from '@evenhand/stages/seal';
import { StepRunner } from '../steps/step-runner';
import { StageProcessor } from './stage.processor';

@ProcessorOf('seal')
export class SealProcessor extends StageProcessor {
  constructor(runner: StepRunner, stage: SealStage) {
    super(runner, stage);
  }
}
