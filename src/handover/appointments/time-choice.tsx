import { dayAndDate, dayAndMonth, hour, plural } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { Folds, type Html } from '#src/platform/ui/index.js';

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

/** So many times are shown at once; more are folded, a line a day. */
const unfolded = 12;

/** Times to choose from, a line a day: one of them, or several. */
export function TimeChoice(props: TimeChoiceProps): Html {
  const { name, times } = props;
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
      {times.length > unfolded ? (
        <Folds
          items={days.map(([day, of], index) => ({
            title: dayAndMonth(day),
            note: plural(of.length, 'horaire'),
            open: index === 0 || of.some((time) => isMarked(props, time)),
            body: <Times {...props} day={day} times={of} />,
          }))}
        />
      ) : (
        <div class="times-days">
          {days.map(([day, of]) => (
            <div class="times-day">
              <p aria-hidden="true">{dayAndDate(day)}</p>
              <Times {...props} day={day} times={of} />
            </div>
          ))}
        </div>
      )}
    </fieldset>
  );
}

function isMarked({ chosen, suits }: TimeChoiceProps, time: Date): boolean {
  return chosen.includes(time.toISOString()) || (suits?.(time) ?? false);
}

/** The times of one day, side by side. */
function Times(props: TimeChoiceProps & { day: string }): Html {
  const { name, times, chosen, several, suits, day } = props;
  return (
    <div class="times-hours">
      {times.map((time) => {
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
  );
}
