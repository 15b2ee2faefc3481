import { workStageNames, type WorkStage } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { StepWork } from '../steps/step-work';
import { StageProcessor } from './stage.processor';

/** The processors of this process, wherever they are provided. */
@Injectable()
export class StageProcessors {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): StageProcessor[] {
    const provided = this.discovery.getProviders().map(({ instance }): unknown => instance);
    return provided.filter((one) => one instanceof StageProcessor);
  }

  /** What a stage does. @throws Error when nobody does it */
  workOf(stage: WorkStage): StepWork {
    const processor = this.all().find((one) => one.stage === stage);
    if (!processor) throw new Error(objection(stage, []));
    return processor.work;
  }

  /** Proves that every stage of the work list has exactly one processor. @throws Error that says what to write */
  prove(): void {
    const processors = this.all();
    const objections = workStageNames
      .map((stage) => ({ stage, takers: processors.filter((one) => one.stage === stage) }))
      .filter(({ takers }) => takers.length !== 1)
      .map(({ stage, takers }) => objection(stage, takers));
    if (objections.length > 0) throw new Error(objections.join('\n'));
  }
}

function objection(stage: WorkStage, takers: readonly StageProcessor[]): string {
  const names = takers.map((one) => one.constructor.name);
  if (names.length > 1)
    return `The stage ${stage} has more than one processor: ${names.join(', ')}. Keep one.`;
  return (
    `The stage ${stage} has no processor. Write apps/worker/src/processors/${stage}.processor.ts: a class that ` +
    `extends StageProcessor and is marked @ProcessorOf('${stage}'); then list it in the providers of WorkerModule.`
  );
}
