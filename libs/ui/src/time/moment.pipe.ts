import { Pipe, type PipeTransform } from '@angular/core';

/** A moment in the viewer's own time zone, the zone named. */
@Pipe({ name: 'moment' })
export class MomentPipe implements PipeTransform {
  private readonly format = new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });

  transform(iso: string): string {
    return this.format.format(new Date(iso));
  }
}
