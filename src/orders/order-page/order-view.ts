import type { Section } from '#src/orders/answers.js';
import type { FoundOrder, HolderRow, MissionRow, SignatureRow } from '#src/orders/rows.js';
import type { HolderLane, PanelFacts, ShownThread } from '#src/orders/slots.js';
import type { Child } from '#src/platform/ui/index.js';
import type { SealState } from '#src/seals/index.js';

export interface OrderView {
  readonly order: FoundOrder;
  readonly mission: MissionRow | undefined;
  readonly holders: readonly HolderRow[];
  readonly signatures: readonly SignatureRow[];
  readonly lanes: readonly HolderLane[];
  readonly panel: PanelFacts;
  readonly besides: readonly { readonly step: string; readonly label: string }[];
  readonly thread: ShownThread;
  readonly cards: Child;
  /** What was mailed about the order, for its officers. */
  readonly mails: Child;
  readonly now: Date;
  readonly refusal?: string | undefined;
  readonly authority: string;
  /** Seal of the order form; the mission request is sealed with it. */
  readonly seal: SealState | undefined;
  /** The viewer is told why a seal can't be had. */
  readonly mendsSeal: boolean;
  /** Sections that wait for an answer, for who may still give it. */
  readonly toMend: ReadonlySet<Section> | null;
  /** The viewer says who the organisation's correspondents are. */
  readonly represents: boolean;
  /** Who filled it in, and for whom, where it was not the organisation. */
  readonly onBehalf: string | undefined;
}
