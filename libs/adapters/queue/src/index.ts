export { queueAddress, type QueueAddress } from './queue-address';
export { QueueModule, type QueueModuleOptions } from './queue.module';
export { ProcessorOf, StepProcessor } from './step.processor';
export { stepOf, StepQueues, type DueStep } from './step-queues.adapter';
