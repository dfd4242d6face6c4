import { classes } from './classes.js';
import type { Child, Html } from './html.js';
import { type State, StateMark } from './icons.js';

export interface RelayCell {
  state: State;
  /** « Signée », « Horaire à choisir », « Ensuite ». */
  words: string;
  /** Date, place, or whose turn. */
  detail?: Child | undefined;
}

interface RelayLane {
  name: string;
  href?: string | undefined;
  detail?: Child | undefined;
  /** One for each step, in the same order. */
  cells: readonly RelayCell[];
}

interface RelayProps {
  /** « Où en est chaque titulaire ». */
  caption: string;
  /** Header of the first column. */
  who: string;
  steps: readonly string[];
  lanes: readonly RelayLane[];
}

/**
 * The relay in one look: a lane for each holder, a column for each step. On a phone each lane becomes a card;
 * the roles are written out because a table shown as blocks loses them.
 */
export function Relay({ caption, who, steps, lanes }: RelayProps): Html {
  return (
    <div class="relay-frame">
      <table class="relay" role="table">
        <caption class="ds-sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {who}
            </th>
            {steps.map((step, index) => (
              <th scope="col" role="columnheader">
                <span class="relay-number">{index + 1}</span> {step}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lanes.map((lane) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <span class="relay-name">{lane.href ? <a href={lane.href}>{lane.name}</a> : lane.name}</span>
                {lane.detail && <span class="relay-detail">{lane.detail}</span>}
              </th>
              {lane.cells.map((cell, index) => (
                <Cell {...cell} step={steps[index] ?? ''} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ state, words, detail, step }: RelayCell & { step: string }): Html {
  return (
    <td role="cell" class={classes('relay-cell', `is-${state}`)}>
      <div>
        <StateMark state={state} />
        <span>
          <span class="relay-step" aria-hidden="true">
            {step}
          </span>
          <span class="relay-words">{words}</span>
          {detail && <span class="relay-detail">{detail}</span>}
        </span>
      </div>
    </td>
  );
}
