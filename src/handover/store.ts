import type { Kysely } from 'kysely';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import type { FileFacts } from '#src/registration/index.js';
import type {
  AppointmentRow,
  HandoverFacts,
  OfferedTimeRow,
  RecordRow,
  TokenMoveRow,
  TokenRow,
  VisitFile,
} from './types.js';

type HandoverTables = {
  tokens: Defaulted<TokenRow, 'id'>;
  token_moves: TokenMoveRow;
  early_shipments: { serial: string; at: Date };
  appointments: Defaulted<AppointmentRow, 'id' | 'version' | 'sequence'>;
  appointment_times: { appointment_id: string; starts_at: Date };
  appointment_files: {
    appointment_id: string;
    file_id: string;
    open: boolean;
    outcome: VisitFile['outcome'];
    at: Date | null;
    reason: VisitFile['reason'];
  };
  offered_times: Defaulted<OfferedTimeRow, 'id'>;
  handover_records: Defaulted<RecordRow, 'id'>;
  handover_facts: HandoverFacts;
  /** Views of the slices before. */
  file_facts: FileFacts;
};

export type Reader = Database | Tx;

export function tables(db: Reader): Kysely<HandoverTables> {
  return db.withTables<HandoverTables>() as unknown as Kysely<HandoverTables>;
}
