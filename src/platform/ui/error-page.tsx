import type { Child, Html } from './html.js';

/** A page that says what went wrong and where to go next. */
export function ErrorPage(props: { title: string; children: Child }): Html {
  return (
    <article class="stack">
      <h1 class="ds-heading" data-size="lg">
        {props.title}
      </h1>
      {props.children}
      <p>
        <a class="ds-link" href="/">
          Revenir à l’accueil
        </a>
      </p>
    </article>
  );
}
