import { ProcessorOf } from '@evenhand/adapters/queue';
import { SummariseStage } from '@evenhand/stages/summarise';
import { StepRunner } from '../steps/step-runner';
import { StageProcessor } from './stage.processor';

@ProcessorOf('summarise')
export class SummariseProcessor extends StageProcessor {
  constructor(runner: StepRunner, stage: SummariseStage) {
    super(runner, stage);
  }
}
