import { ProcessorOf } from '@evenhand/adapters/queue';
import { Erasure } from '@evenhand/offices/rights';
import { StepRunner } from '../steps/step-runner';
import { StageProcessor } from './stage.processor';

@ProcessorOf('erase')
export class EraseProcessor extends StageProcessor {
  constructor(runner: StepRunner, erasure: Erasure) {
    super(runner, erasure);
  }
}
