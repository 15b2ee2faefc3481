import { ProcessorOf } from '@evenhand/adapters/queue';
import { Delivery } from '../mail/delivery';
import { StepRunner } from '../steps/step-runner';
import { StageProcessor } from './stage.processor';

@ProcessorOf('mail')
export class MailProcessor extends StageProcessor {
  constructor(runner: StepRunner, delivery: Delivery) {
    super(runner, delivery);
  }
}
