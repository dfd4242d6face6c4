import type { Defaulted } from '#src/platform/database/database.js';
import type { MissionState } from './examination/mission.js';
import type { OrderState } from './order.js';
import type { Reason, SavedAnswers, Terms } from './types.js';

export type OrderRow = {
  id: string;
  number: string;
  state: OrderState;
  came_from: OrderState | null;
  since: Date;
  version: number;
  created_at: Date;
  author_id: string;
  entered_on_behalf: boolean;
  /** Who else filled it in, or asked for its signature. */
  prepared_by: string[];
  /** Whether one of them was an officer, for the organisation. */
  completed_on_behalf: boolean;
  author_confirmed_at: Date | null;
  organisation_id: string;
  purchasing_body_id: string;
  delivery_centre_id: string;
  answers: SavedAnswers;
  signatory_email: string | null;
  terms: Terms | null;
  quantity: number;
  form_file_id: string | null;
  mission_file_id: string | null;
  documents_hash: Buffer | null;
  examined_by: string | null;
  examined_hash: Buffer | null;
  signatory_confirmed_by: string | null;
  /** Key of its latest sending to the authority. */
  sending: string | null;
  authority_reference: string | null;
  reason: Reason | null;
  submitted_at: Date | null;
  transmitted_at: Date | null;
  ended_at: Date | null;
  warned: number;
};

export type SignatureRow = {
  id: string;
  order_id: string;
  kind: 'signature' | 'countersignature';
  person_id: string;
  name: string;
  function: string;
  email: string;
  at: Date;
  level: string;
  documents_hash: Buffer;
  acceptances: unknown;
  sheet_file_id: string | null;
  void_at: Date | null;
};

export type MissionRow = {
  id: string;
  order_id: string;
  delivery_centre_id: string;
  state: MissionState;
  since: Date;
  reason: Reason | null;
};

export type HolderRow = {
  id: string;
  order_id: string;
  position: number;
  given_name: string;
  surname: string;
  function: string;
  email: string;
  phone: string;
  situation: string;
  usages: string[];
};

export type OrderTables = {
  orders: Defaulted<
    OrderRow,
    'id' | 'version' | 'prepared_by' | 'completed_on_behalf' | 'quantity' | 'warned'
  >;
  order_counters: { year: number; department: string; last: number };
  order_holders: Defaulted<HolderRow, 'id'>;
  signatures: Defaulted<SignatureRow, 'id'>;
  missions: Defaulted<MissionRow, 'id'>;
  organisations: {
    id: string;
    name: string;
    siren: string | null;
    siret: string | null;
    siret_presumed: boolean;
    address: string;
    postal_code: string;
    city: string;
    department: string;
  };
};

export type FoundOrder = OrderRow & {
  organisation_name: string;
  organisation_siret: string | null;
  organisation_siren: string | null;
  siret_presumed: boolean;
  department: string;
};
