import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { Adjustment, NewAccommodation } from '@evenhand/contracts';
import { isWithin } from '@evenhand/domain';
import { LanguageStore } from '../language/language.store';
import { amountInWords } from './adjustment-words';
import { faultOf, nothingChosen, offers, wishesOf, wishOf, type Dial, type Kind, type Track } from './wishes';

const KINDS: readonly Kind[] = ['audio', 'text', 'video', 'sign-language'];
const TRACKS: readonly Track[] = ['none', 'interpreter', 'captioner'];

/** Everything a candidate may need, to be ticked. Beside each stands whether it is granted at once. */
@Component({
  selector: 'eh-wish-form',
  templateUrl: './wish-form.component.html',
})
export class WishFormComponent {
  protected readonly say = inject(LanguageStore).messages;
  protected readonly words = computed(() => this.say().adjustment);
  /** What is granted at once, up to these. */
  readonly atOnce = input.required<readonly Adjustment[]>();
  readonly answerWithinHours = input.required<number>();
  readonly busy = input.required<boolean>();
  readonly asked = output<NewAccommodation>();

  protected readonly kinds = KINDS;
  protected readonly tracks = TRACKS;
  protected readonly form = signal(nothingChosen);
  protected readonly note = signal('');
  protected readonly tried = signal(false);
  protected readonly fault = computed(() => (this.tried() ? faultOf(this.form()) : null));

  protected readonly rows = computed(() =>
    offers.map(({ dial, amounts }) => {
      const form = this.form();
      const wish = wishOf(dial, form);
      const atOnce = wish !== null && this.atOnce().some((bound) => isWithin(wish, bound));
      return {
        dial,
        chosen: form.chosen.includes(dial),
        amounts: amounts.length > 1 ? amounts.map((amount) => amountInWords(this.say(), amount)) : [],
        amount: form.amounts[dial] ?? 0,
        badge: atOnce ? this.words().atOnce : this.words().byPerson(this.answerWithinHours()),
      };
    }),
  );

  protected toggle(dial: Dial, event: Event): void {
    this.change(({ chosen, ...others }) => ({ ...others, chosen: toggled(chosen, dial, isChecked(event)) }));
  }

  protected choose(dial: Dial, event: Event): void {
    const amount = Number(valueOf(event));
    this.change((form) => ({ ...form, amounts: { ...form.amounts, [dial]: amount } }));
  }

  protected toggleKind(kind: Kind, event: Event): void {
    this.change((form) => ({ ...form, kinds: toggled(form.kinds, kind, isChecked(event)) }));
  }

  protected chooseTrack(event: Event): void {
    const track = TRACKS.find((one) => one === valueOf(event)) ?? 'none';
    this.change((form) => ({ ...form, track }));
  }

  protected write(event: Event): void {
    const other = valueOf(event);
    this.change((form) => ({ ...form, other }));
  }

  protected writeNote(event: Event): void {
    this.note.set(valueOf(event));
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const fault = this.fault();
    if (fault === null) this.asked.emit({ wishes: wishesOf(this.form()), note: this.note().trim() });
    else document.getElementById(PLACES[fault])?.focus();
  }

  private change(how: (form: typeof nothingChosen) => typeof nothingChosen): void {
    this.form.update(how);
  }
}

/** Where the fault can be mended. */
const PLACES = { nothing: 'wish-preparation', kindMissing: 'kind-audio', otherMissing: 'wish-other-what' };

const toggled = <T>(list: readonly T[], one: T, on: boolean): T[] =>
  on ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one);

const isChecked = ({ target }: Event): boolean => target instanceof HTMLInputElement && target.checked;

function valueOf({ target }: Event): string {
  const field =
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
  return field ? target.value : '';
}
