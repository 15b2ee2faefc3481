import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { Spans, Waveform } from '@evenhand/contracts';

/** The sound of an answer at a glance, silences marked along its foot. A picture: the player's slider lies over it. */
@Component({
  selector: 'eh-waveform',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `
    <canvas #canvas></canvas>
    <div class="played" [style.inline-size.%]="durationMs() ? (100 * positionMs()) / durationMs() : 0"></div>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      height: 3.5rem;
      background: var(--eh-sunken);
      border-radius: var(--eh-round);
      overflow: hidden;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      color: var(--eh-primary);
    }
    .played {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      background: color-mix(in srgb, var(--eh-primary) 14%, transparent);
      pointer-events: none;
    }
  `,
})
export class WaveformComponent {
  readonly waveform = input.required<Waveform>();
  readonly silences = input.required<Spans>();
  readonly durationMs = input.required<number>();
  readonly positionMs = input.required<number>();
  private readonly width = signal(0);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    afterRenderEffect({
      write: () => {
        this.width();
        this.draw(this.canvas().nativeElement, this.waveform(), this.silences());
      },
    });
    const observer = new ResizeObserver(([entry]) => this.width.set(entry?.contentRect.width ?? 0));
    afterNextRender(() => observer.observe(this.canvas().nativeElement));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  private draw(canvas: HTMLCanvasElement, waveform: Waveform, silences: Spans): void {
    const scale = globalThis.devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(canvas.clientWidth * scale));
    canvas.height = Math.max(1, Math.round(canvas.clientHeight * scale));
    const context = canvas.getContext('2d');
    if (!context) return;
    const colour = getComputedStyle(canvas).color;
    const { width, height } = canvas;
    context.fillStyle = colour;
    const pairs = Math.floor(waveform.data.length / 2);
    for (let x = 0; x < width; x++) {
      const from = Math.floor((x * pairs) / width);
      const to = Math.max(from + 1, Math.floor(((x + 1) * pairs) / width));
      let low = 0;
      let high = 0;
      for (let pair = from; pair < to; pair++) {
        low = Math.min(low, waveform.data[2 * pair] ?? 0);
        high = Math.max(high, waveform.data[2 * pair + 1] ?? 0);
      }
      const top = (height * (128 - high)) / 256;
      context.fillRect(x, top, 1, Math.max(1, (height * (high - low)) / 256));
    }
    context.globalAlpha = 0.35;
    for (const { startMs, endMs } of silences) {
      const left = (startMs / this.durationMs()) * width;
      context.fillRect(left, height - 3 * scale, ((endMs - startMs) / this.durationMs()) * width, 3 * scale);
    }
    context.globalAlpha = 1;
  }
}
