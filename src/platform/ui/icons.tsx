import type { Html } from './html.js';

/** Drawn on a grid of 24, lines of 2: what each name stands for is told by the words beside it, never by it alone. */
const drawings = {
  alert: 'M12 7v6M12 16.5v.5M12 3 22 20.5H2z',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  back: 'M20 12H5M11 6l-6 6 6 6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21.5h4',
  calendar: 'M4 6.5h16v14H4zM4 11h16M8.5 3.5v5M15.5 3.5v5',
  camera: 'M3 8h4.5L9 5.5h6L16.5 8H21v11.500H3zM15.5 13.500a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z',
  check: 'M5 12.5 10 17.5 19.5 7',
  chevron: 'M9 5l7 7-7 7',
  clock: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5.500l3.5 2',
  close: 'M6 6l12 12M18 6 6 18',
  download: 'M12 4v11M7 10.500l5 5 5-5M4.5 20h15',
  file: 'M6 3h8.500L19 7.500V21H6zM14 3.500V8h4.500M9.5 12.500h6M9.5 16.500h6',
  filter: 'M4 6h16M7 12h10M10.5 18h3',
  flag: 'M6 21V4M6 4.500h12l-2.5 4.500L18 13.500H6',
  hand: 'M8 13V6.200a1.6 1.6 0 0 1 3.2 0V11M11.2 11V4.600a1.6 1.6 0 0 1 3.2 0V11M14.4 11V6.200a1.6 1.6 0 0 1 3.2 0V15a6 6 0 0 1-6 6h-.6a6 6 0 0 1-5-2.600L3.6 14.300a1.6 1.6 0 0 1 2.6-1.900L8 14.5',
  hourglass:
    'M6 3.500h12M6 20.500h12M7.5 3.500c0 5 4.5 5.5 4.5 8.500s-4.5 3.5-4.5 8.500M16.5 3.500c0 5-4.5 5.5-4.5 8.500s4.5 3.5 4.5 8.5',
  info: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 11v5.500M12 7.500v.5',
  key: 'M13 12a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM13 12h8v4M17 12v3',
  lock: 'M5.5 11h13v9.500h-13zM8.5 11V7.500a3.5 3.5 0 0 1 7 0V11',
  mail: 'M3.5 5.500h17v13h-17zM4 6.500l8 6.5 8-6.5',
  menu: 'M4 6.500h16M4 12h16M4 17.500h16',
  pen: 'M4 20l1-4.500L16 4.500l3.5 3.5-11 11zM13.5 7l3.5 3.5',
  person: 'M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4.5 20.500c.5-4.5 3.5-6.5 7.5-6.500s7 2 7.5 6.5',
  phone:
    'M6 3.500h3.500l1.5 5-2.5 1.500a11 11 0 0 0 5.5 5.500l1.5-2.5 5 1.500V18a2.5 2.5 0 0 1-2.5 2.500C10.5 20.5 3.5 13.5 3.5 6A2.5 2.5 0 0 1 6 3.500z',
  print: 'M7 8.500v-5h10v5M7 17H4V8.500h16V17h-3M7 14h10v6.500H7z',
  search: 'M17 10.500a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM15.5 15.5 20.5 20.5',
  upload: 'M12 16V5M7 9.500l5-5 5 5M4.5 20h15',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside words, hidden from screen readers. */
export function Icon({ name }: { name: IconName }): Html {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}

/** The product's mark: a key whose bow holds a drop of gorse. */
export function Mark(): Html {
  return (
    <svg class="mark" viewBox="0 0 44 28" aria-hidden="true" focusable="false">
      <circle class="mark-bow" cx="13" cy="14" r="9" />
      <path class="mark-stem" d="M22 14h19v8M32.5 14v6" />
      <circle class="mark-heart" cx="13" cy="14" r="3.2" />
    </svg>
  );
}

/** How far something is; the same words, shapes and colours on every page. */
export type State = 'done' | 'current' | 'waiting' | 'blocked' | 'doubt' | 'none';

const marks: Record<State, Html> = {
  done: <path class="state-line" d="M7 12.3 10.6 16 17 8.5" />,
  current: <circle class="state-dot" cx="12" cy="12" r="4" />,
  waiting: <></>,
  blocked: <path class="state-line" d="M12 6.500v6.800M12 17v.1" />,
  doubt: (
    <path
      class="state-line"
      d="M9.2 9.400c.3-1.7 1.4-2.6 2.9-2.6 1.7 0 2.9 1 2.9 2.5 0 2.2-2.9 2.4-2.9 4.500M12 17.300v.1"
    />
  ),
  none: <path class="state-line" d="M8 12h8" />,
};

/** The shape of a state: a full disc, a ring, a dashed circle, a lozenge. The words stand beside it. */
export function StateMark({ state }: { state: State }): Html {
  return (
    <svg class={`state state-${state}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {state === 'blocked' ? (
        <rect
          class="state-shape"
          x="3.4"
          y="3.4"
          width="17.2"
          height="17.2"
          rx="3"
          transform="rotate(45 12 12)"
        />
      ) : (
        <circle class="state-shape" cx="12" cy="12" r="10.5" />
      )}
      {marks[state]}
    </svg>
  );
}

/** A key of the keyboard beside what it does; `aria-keyshortcuts` tells it to screen readers. */
export function KeyCap({ children }: { children: string }): Html {
  return (
    <span class="key" aria-hidden="true">
      {children}
    </span>
  );
}
