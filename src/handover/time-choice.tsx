import { dayAndDate, hour } from '#src/platform/french.js';
import type { Html } from '#src/platform/ui/index.js';
import { parisDay } from '#src/platform/working-time.js';

interface TimeChoiceProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly times: readonly Date[];
  readonly chosen: readonly string[];
  readonly several?: boolean;
  /** Times that the organisation said would suit. */
  readonly suits?: (time: Date) => boolean;
}

/** Times to choose from, a line a day: one of them, or several. */
export function TimeChoice(props: TimeChoiceProps): Html {
  const { name, times, chosen, several, suits } = props;
  const days = [...Map.groupBy(times, parisDay)];
  const notes = [props.hint && `${name}-aide`, props.error && `${name}-erreur`].filter(Boolean).join(' ');
  return (
    <fieldset class="ds-fieldset group times" id={name} aria-describedby={notes || undefined}>
      <legend class="ds-label">{props.legend}</legend>
      {props.hint && (
        <div class="hint" id={`${name}-aide`}>
          {props.hint}
        </div>
      )}
      {props.error && (
        <div class="ds-validation-message" id={`${name}-erreur`}>
          <span class="ds-sr-only">Erreur : </span>
          {props.error}
        </div>
      )}
      <div class="times-days">
        {days.map(([day, of]) => (
          <div class="times-day">
            <p aria-hidden="true">{dayAndDate(day)}</p>
            <div class="times-hours">
              {of.map((time) => {
                const id = `${name}-${time.getTime()}`;
                const fits = suits?.(time) ?? false;
                return (
                  <span class={fits ? 'time suits' : 'time'}>
                    <input
                      class="ds-input"
                      type={several ? 'checkbox' : 'radio'}
                      id={id}
                      name={name}
                      value={time.toISOString()}
                      checked={chosen.includes(time.toISOString())}
                      aria-invalid={props.error ? 'true' : undefined}
                    />
                    <label for={id}>
                      <span class="ds-sr-only">{dayAndDate(day)}, </span>
                      {hour(time)}
                      {fits && <span class="ds-sr-only"> (disponible)</span>}
                    </label>
                  </span>
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
