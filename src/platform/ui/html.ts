import type { JSX } from 'hono/jsx/jsx-runtime';

export type { Child } from 'hono/jsx';

/** What a component returns. */
export type Html = JSX.Element;
