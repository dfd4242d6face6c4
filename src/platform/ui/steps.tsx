import type { Child, Html } from './html.js';
import { type State, StateMark } from './icons.js';

/** « Étape 3 sur 5 » and a bar of as many pieces, above the title of a page of a path. */
export function Steps(props: { current: number; names: readonly string[]; label?: string }): Html {
  const { current, names } = props;
  const total = names.length;
  return (
    <div class="steps">
      <p>
        {props.label && `${props.label} · `}
        Étape {current} sur {total}
        <span class="steps-name"> : {names[current - 1]}</span>
      </p>
      <svg class="steps-bar" viewBox={`0 0 ${total * 100} 6`} preserveAspectRatio="none" aria-hidden="true">
        {names.map((_, index) => (
          <rect
            class={index + 1 < current ? 'done' : index + 1 === current ? 'current' : 'waiting'}
            x={index * 100 + (index === 0 ? 0 : 3)}
            width={index === 0 || index === total - 1 ? 97 : 94}
            height="6"
          />
        ))}
      </svg>
    </div>
  );
}

export interface Check {
  state: State;
  label: Child;
  detail?: Child | undefined;
  /** A link or a button at the end of the line. */
  action?: Child | undefined;
}

const words: Record<State, string> = {
  done: 'fait',
  current: 'en cours',
  waiting: 'ensuite',
  blocked: 'à reprendre',
  doubt: 'à vérifier',
  none: 'sans objet',
};

/** What has been verified or done, a line each; `spaced` for steps to take one by one. */
export function Checklist(props: { items: readonly Check[]; spaced?: boolean | undefined }): Html {
  return (
    <ul class={props.spaced ? 'checklist spaced' : 'checklist'}>
      {props.items.map(({ state, label, detail, action }) => (
        <li data-state={state}>
          <StateMark state={state} />
          <div>
            <p class="checklist-label">
              {label}
              <span class="ds-sr-only"> ({words[state]})</span>
            </p>
            {detail && <p class="checklist-detail">{detail}</p>}
          </div>
          {action && <div class="checklist-action">{action}</div>}
        </li>
      ))}
    </ul>
  );
}

export interface PickItem {
  href: string;
  label: string;
  detail?: Child | undefined;
  state: State;
  current?: boolean | undefined;
}

/** The things between which one goes back and forth: documents of a file, people of a visit. */
export function Picker(props: { label: string; items: readonly PickItem[]; children?: Child }): Html {
  return (
    <nav class="picker" aria-label={props.label}>
      <ul>
        {props.items.map(({ href, label, detail, state, current }) => (
          <li>
            <a href={href} aria-current={current ? 'true' : undefined}>
              <StateMark state={state} />
              <span>
                <span class="picker-label">{label}</span>
                {detail && <span class="picker-detail">{detail}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {props.children && <div class="picker-note">{props.children}</div>}
    </nav>
  );
}
