import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WorkStage } from '@evenhand/domain';
import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { QueueAddress } from './queue-address';
import { QueueModule } from './queue.module';
import { ProcessorOf, StepProcessor } from './step.processor';
import { StepQueues, stepOf, type DueStep } from './step-queues.adapter';

/** A store to be tried, empty at the start. */
export interface TriedStore {
  readonly address: QueueAddress;
  /** Where the store keeps its rows or keys. */
  readonly place: string;
  /** Throws everything away, as an operator or an accident may. */
  empty(): Promise<void>;
  /** Cuts every connection to it. */
  cut(): Promise<void>;
}

/** What the worker expects of any queue store. */
export function queueConformance(open: () => Promise<TriedStore>): void {
  let store: TriedStore;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    store = await open();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await store.empty();
  });

  /** A process with all queues and a processor for mail. */
  async function openWorker(deal: (stepId: string) => Promise<void> | void = () => undefined) {
    const arrived: string[] = [];
    const errors: Error[] = [];

    @Injectable()
    @ProcessorOf('mail')
    class MailProcessor extends StepProcessor {
      override async process(job: { data: unknown }): Promise<void> {
        const { stepId } = stepOf(job);
        arrived.push(stepId);
        await deal(stepId);
      }
    }
    const app = await Test.createTestingModule({
      imports: [QueueModule.at({ address: store.address, onError: (error) => errors.push(error) })],
      providers: [MailProcessor],
    }).compile();
    await app.init();
    let open = true;
    const close = async () => {
      if (open) await app.close();
      open = false;
    };
    closing.push(close);
    const processor = app.get(MailProcessor);
    return {
      queues: app.get(StepQueues),
      take: () => processor.take(2, (error) => errors.push(error)),
      arrived,
      errors,
      close,
    };
  }

  it('delivers every step to the processor of its stage', async () => {
    const worker = await openWorker();
    worker.take();
    const mails = [step('mail'), step('mail'), step('mail')];
    await worker.queues.offer([...mails, step('seal')]);
    await until(() => worker.arrived.length === 3);
    expect(worker.arrived.sort()).toEqual(mails.map(({ id }) => id).sort());
    expect(await worker.queues.waiting('seal')).toBe(1);
  });

  it('keeps one message of a step, however often it is offered', async () => {
    const worker = await openWorker();
    const mail = step('mail');
    await worker.queues.offer([mail, mail]);
    await worker.queues.offer([mail]);
    expect(await worker.queues.waiting('mail')).toBe(1);
    worker.take();
    await until(async () => worker.arrived.length > 0 && (await worker.queues.waiting('mail')) === 0);
    await worker.queues.offer([mail]);
    await until(() => worker.arrived.length > 1);
    expect(worker.arrived).toEqual([mail.id, mail.id]);
  });

  it('keeps nothing of what was dealt with, well or not', async () => {
    const worker = await openWorker(() => {
      throw new Error('This processor fails.');
    });
    worker.take();
    await worker.queues.offer([step('mail'), step('mail')]);
    await until(async () => worker.arrived.length === 2 && (await worker.queues.waiting('mail')) === 0);
    await wait(200);
    expect(worker.arrived).toHaveLength(2);
  });

  it('delivers a message again when the worker that had it was killed', async () => {
    const worker = await openWorker();
    const mail = step('mail');
    await worker.queues.offer([mail]);
    await holdAndKill(store, 'mail');
    worker.take();
    await until(() => worker.arrived.length > 0, 30_000);
    expect(worker.arrived).toEqual([mail.id]);
  }, 60_000);

  it('goes on after everything in it was thrown away', async () => {
    const worker = await openWorker();
    const lost = step('mail');
    await worker.queues.offer([lost]);
    await store.empty();
    worker.take();
    expect(await worker.queues.waiting('mail')).toBe(0);
    const later = step('mail');
    await worker.queues.offer([later]);
    await until(() => worker.arrived.length > 0);
    expect(worker.arrived).toEqual([later.id]);
  });

  it('survives the loss of every connection', async () => {
    const worker = await openWorker();
    worker.take();
    await worker.queues.offer([step('mail')]);
    await until(() => worker.arrived.length === 1);
    await store.cut();
    await wait(100);
    const later = step('mail');
    await until(async () => {
      await worker.queues.offer([later]).catch(() => undefined);
      return worker.arrived.includes(later.id);
    }, 30_000);
  }, 60_000);

  it('lets what is under way end before it closes', async () => {
    let ended = false;
    const worker = await openWorker(async () => {
      await wait(300);
      ended = true;
    });
    worker.take();
    await worker.queues.offer([step('mail')]);
    await until(() => worker.arrived.length === 1);
    await worker.close();
    expect(ended).toBe(true);
  });
}

const step = (stage: WorkStage): DueStep => ({
  id: crypto.randomUUID(),
  subject: crypto.randomUUID(),
  stage,
  inputHash: 'a1',
});

async function holdAndKill({ address, place }: TriedStore, queue: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'holding-worker.fake.ts');
  const child = spawn(process.execPath, [script, address.kind, address.url, place, queue], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  expect(String(said[0])).toContain('held');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function until(condition: () => boolean | Promise<boolean>, within = 10_000): Promise<void> {
  const deadline = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${within} ms.`);
    await wait(20);
  }
}
