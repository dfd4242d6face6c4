import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import type { Child, PanelTurn, RelayCell, ThreadItem } from '#src/platform/ui/index.js';

/** A holder's way through the steps that come after the order: registration, summons, handover. */
export interface HolderLane {
  readonly holderId: string;
  readonly href?: string | undefined;
  readonly cells: readonly [RelayCell, RelayCell, RelayCell];
}

/** What stands in a panel: whose turn, since when, until when, what to press. */
export interface PanelFacts {
  readonly turn: PanelTurn;
  readonly title: string;
  readonly text?: Child;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** A link, or where `posts` a button that takes the step at once. */
  readonly action?: { readonly label: string; readonly href: string; readonly posts?: boolean } | undefined;
}

export interface ShownThread {
  readonly items: readonly ThreadItem[];
  readonly more: boolean;
}

/** What the order's page shows of later slices; `app.ts` gives it. */
export interface OrderSlots {
  lanes(db: Database, orderId: string, actor: Person, now: Date): Promise<readonly HolderLane[]>;
  /** The panel of a transmitted order: the turn of its oldest waiting file. */
  filesPanel(db: Database, orderId: string, actor: Person, now: Date): Promise<PanelFacts | null>;
  /** The latest of what happened, and whether the page of the whole thread has more. */
  thread(db: Database, orderId: string, limit: number): Promise<ShownThread>;
  /** Further cards: appointments, invoices. */
  cards(db: Database, orderId: string, actor: Person, now: Date): Promise<Child>;
}
