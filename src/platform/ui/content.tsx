import type { Child, Html } from './html.js';
import { Icon, type IconName } from './icons.js';
import { When } from './when.js';

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger' | 'brand1';

/** A short state beside a title: « Acceptée », « À remplacer ». */
export function Tag({ tone = 'neutral', children }: { tone?: Tone | undefined; children: Child }): Html {
  return (
    <span class="ds-tag" data-color={tone}>
      <span class="tag-words">{children}</span>
    </span>
  );
}

/** An address, which a line too short for it breaks before its « @ ». */
export function EmailAddress({ of }: { of: string }): Html {
  const at = of.lastIndexOf('@');
  return (
    <>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </>
  );
}

interface AlertProps {
  tone?: 'info' | 'success' | 'warning' | 'danger' | undefined;
  title?: Child | undefined;
  children?: Child;
}

/** A message about the page: what was just done, what to beware of. The procedure's refusals are `danger`. */
export function Alert({ tone = 'info', title, children }: AlertProps): Html {
  return (
    <div class="ds-alert" data-color={tone}>
      {title && <h2>{title}</h2>}
      {children && <div>{children}</div>}
    </div>
  );
}

interface CardProps {
  title?: Child | undefined;
  /** A tag or a link at the right of the title. */
  aside?: Child | undefined;
  /** Level of the title: 2 unless the card stands in a section of its own. */
  level?: 2 | 3 | undefined;
  id?: string | undefined;
  children?: Child;
  /** Buttons at the foot. */
  actions?: Child | undefined;
}

/** A frame around one subject. */
export function Card({ title, aside, level = 2, id, children, actions }: CardProps): Html {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="card" id={id}>
      {(title || aside) && (
        <div class="card-head">
          {title && <Heading>{title}</Heading>}
          {aside}
        </div>
      )}
      {children}
      {actions && <div class="actions">{actions}</div>}
    </section>
  );
}

/** A reason given by somebody, quoted where it must be acted upon. */
export function Reason({ title, children }: { title: Child; children?: Child }): Html {
  return (
    <div class="reason">
      <strong>{title}</strong> {children}
    </div>
  );
}

export interface SummaryRow {
  label: Child;
  value: Child;
  /** Where to change it; `what` completes « Modifier » for who does not see the line. */
  change?: { href: string; what: string } | undefined;
}

/** Facts, a line each; with `change` links, the check-your-answers page. */
export function Summary({ rows }: { rows: readonly SummaryRow[] }): Html {
  return (
    <dl class="summary">
      {rows.map(({ label, value, change }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {change && (
            <dd class="summary-change">
              <a href={change.href}>
                Modifier<span class="ds-sr-only"> {change.what}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export interface ThreadItem {
  at: Date;
  text: Child;
  detail?: Child | undefined;
}

/** Le fil: what happened, the latest first. */
export function Thread({ items, now }: { items: readonly ThreadItem[]; now: Date }): Html {
  return (
    <ol class="thread">
      {items.map(({ at, text, detail }) => (
        <li>
          <When at={at} now={now} />
          <p>{text}</p>
          {detail && <p class="thread-detail">{detail}</p>}
        </li>
      ))}
    </ol>
  );
}

/** A word of the trade explained on the spot, folded until asked. */
export function Definition({ term, children }: { term: Child; children: Child }): Html {
  return (
    <details class="definition">
      <summary>{term}</summary>
      <div>{children}</div>
    </details>
  );
}

interface Fold {
  title: Child;
  /** How much is inside: « 10 horaires ». */
  note?: Child | undefined;
  open?: boolean | undefined;
  body: Child;
}

/** A long form or a long list in parts, a line each, opened one by one; what is ticked inside marks its line. */
export function Folds({ items }: { items: readonly Fold[] }): Html {
  return (
    <div class="folds">
      {items.map(({ title, note, open, body }) => (
        <details open={open}>
          <summary>
            <span>{title}</span>
            {note && <span class="fold-note">{note}</span>}
          </summary>
          <div class="fold-body">{body}</div>
        </details>
      ))}
    </div>
  );
}

interface EmptyProps {
  title: Child;
  icon?: IconName | undefined;
  children?: Child;
  action?: Child | undefined;
}

/** Nothing here, and what to do about it. */
export function Empty({ title, icon = 'check', children, action }: EmptyProps): Html {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="empty-title">{title}</p>
      {children && <p class="soft">{children}</p>}
      {action}
    </div>
  );
}
