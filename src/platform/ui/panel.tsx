import type { Child, Html } from './html.js';
import { Icon, type IconName } from './icons.js';

/** Who has the next move; `stopped`: nobody, and what was asked for did not come about. */
export type PanelTurn = 'yours' | 'theirs' | 'calendar' | 'ended' | 'stopped';

interface PanelProps {
  turn: PanelTurn;
  /** « C’est à vous : choisissez l’heure du rendez-vous ». */
  title: Child;
  children?: Child;
  /** « Depuis hier ». */
  since?: Child | undefined;
  /** « à faire avant le 30 novembre ». */
  until?: Child | undefined;
  /** The delay has passed: said in words beside `until`. */
  late?: boolean | undefined;
  /** The one button. */
  action?: Child | undefined;
  icon?: IconName | undefined;
  id?: string | undefined;
}

const icons: Record<PanelTurn, IconName> = {
  yours: 'arrow',
  theirs: 'hourglass',
  calendar: 'calendar',
  ended: 'flag',
  stopped: 'close',
};

/** Whose turn it is: opens every page about an order, a file or an appointment. */
export function Panel(props: PanelProps): Html {
  const id = props.id ?? 'panneau';
  return (
    <section class="panel" data-turn={props.turn} aria-labelledby={id}>
      <span class="panel-icon">
        <Icon name={props.icon ?? icons[props.turn]} />
      </span>
      <div class="panel-text">
        <h2 id={id}>{props.title}</h2>
        {props.children && <div class="panel-more">{props.children}</div>}
        {(props.since || props.until || props.late) && (
          <p class="panel-when">
            {props.since && <span>{props.since}</span>}
            {props.until && <span>{props.until}</span>}
            {props.late && <strong class="late">délai dépassé</strong>}
          </p>
        )}
      </div>
      {props.action && <div class="panel-action">{props.action}</div>}
    </section>
  );
}
