import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Question, Template } from '@evenhand/contracts';

const kindWords: Record<Question['kinds'][number], string> = { video: 'video', audio: 'audio', text: 'text' };
const list = new Intl.ListFormat('en', { type: 'disjunction' });

/** A published template, as the document it has become. */
@Component({
  selector: 'eh-template-document',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './template-document.component.html',
  styleUrl: './template-document.component.scss',
})
export class TemplateDocumentComponent {
  readonly template = input.required<Template>();

  protected limits({ kinds, preparationSeconds, answerSeconds, retakes }: Question): string {
    const answer = `Answered by ${list.format(kinds.map((kind) => kindWords[kind]))}`;
    const preparation =
      preparationSeconds === null ? 'preparation without limit' : `${preparationSeconds} s of preparation`;
    const again = retakes === 1 ? '1 retake' : `${retakes} retakes`;
    return `${answer} · ${preparation} · up to ${answerSeconds} s · ${again}`;
  }
}
