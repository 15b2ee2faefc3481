import { ProcessorOf } from '@evenhand/adapters/queue';
import { PrepareStage } from '@evenhand/stages/prepare';
import { StepRunner } from '../steps/step-runner';
import { StageProcessor } from './stage.processor';

@ProcessorOf('prepare')
export class PrepareProcessor extends StageProcessor {
  constructor(runner: StepRunner, stage: PrepareStage) {
    super(runner, stage);
  }
}
