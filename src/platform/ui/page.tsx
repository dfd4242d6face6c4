import type { Child, Html } from './html.js';
import { Icon } from './icons.js';

interface PageHeaderProps {
  title: Child;
  /** The pages above, from the furthest; the page itself is not among them. */
  trail?: readonly { label: string; href: string }[] | undefined;
  /** Where one stands in a list: « 3 sur 14 ». */
  place?: Child | undefined;
  /** One line under the title: what it is about. */
  lead?: Child | undefined;
  /** Links or a tag at the right of the title. */
  aside?: Child | undefined;
}

/** Breadcrumbs, the page's h1 and its one line. */
export function PageHeader({ title, trail, place, lead, aside }: PageHeaderProps): Html {
  return (
    <div class="page-header">
      {(trail || place) && <Breadcrumbs trail={trail ?? []} place={place} />}
      <div class="page-title">
        <h1>{title}</h1>
        {aside && <div class="page-aside">{aside}</div>}
      </div>
      {lead && <p class="lead">{lead}</p>}
    </div>
  );
}

/** The way down to this page; `place` ends it without a link. */
function Breadcrumbs(props: {
  trail: readonly { label: string; href: string }[];
  place?: Child | undefined;
}): Html {
  return (
    <nav class="breadcrumbs" aria-label="Fil d’Ariane">
      <ol>
        {props.trail.map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
        {props.place && <li>{props.place}</li>}
      </ol>
    </nav>
  );
}

/** Back to the page before, at the top of a question. */
export function BackLink(props: { href: string; children?: Child }): Html {
  return (
    <a class="back" href={props.href}>
      <Icon name="back" />
      <span>{props.children ?? 'Retour'}</span>
    </a>
  );
}

/** Blocks under one another. */
export function Stack({ children }: { children: Child }): Html {
  return <div class="stack">{children}</div>;
}

/** A wide column and a narrow one; one under the other on a phone. */
export function Columns({ children, aside }: { children: Child; aside: Child }): Html {
  return (
    <div class="columns">
      <div class="stack">{children}</div>
      <aside class="stack">{aside}</aside>
    </div>
  );
}

/** Cards of equal width side by side, as many as fit. */
export function Grid({ children }: { children: Child }): Html {
  return <div class="grid">{children}</div>;
}

/** List at the left, what is looked at in the middle, the form at the right: the officer's desk. */
export function Desk(props: { list: Child; view: Child; side: Child; viewLabel: string }): Html {
  return (
    <div class="desk">
      <div class="desk-list">{props.list}</div>
      <section class="desk-view" aria-label={props.viewLabel}>
        {props.view}
      </section>
      <div class="desk-side">{props.side}</div>
    </div>
  );
}

/** Lets an officer turn single-key shortcuts off (WCAG 2.1.4); shown by desk.js only, which obeys it. */
export function ShortcutsToggle(): Html {
  return (
    <label class="shortcuts" hidden>
      <input class="ds-input" type="checkbox" data-shortcuts />
      Raccourcis clavier
    </label>
  );
}
