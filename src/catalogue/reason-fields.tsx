import { type Child, type Html, RadioGroup, TextArea } from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import type { Entry } from './entry/entry.js';

/** What a form that asks why shows: the reasons of one group, and a comment. `reasonInput` reads them. */
export function ReasonFields(props: {
  readonly reasons: readonly Entry<'reason'>[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly legend?: string | undefined;
  /** What becomes of the comment. */
  readonly hint?: string | undefined;
  /** Asked between the two. */
  readonly children?: Child;
}): Html {
  const { reasons, typed, errors } = props;
  return (
    <>
      <RadioGroup
        name="reason"
        legend={props.legend ?? 'Motif'}
        value={typedText(typed, 'reason')}
        error={errors.reason}
        options={reasons.map(({ code, data }) => ({ value: code, label: data.label, hint: data.sentence }))}
      />
      {props.children}
      <TextArea
        name="comment"
        label="Commentaire"
        hint={props.hint}
        optional
        maxlength={1000}
        value={typedText(typed, 'comment')}
        error={errors.comment}
      />
    </>
  );
}

/** Where the mail that follows says the reason, then the comment. */
export const commentIsMailed = 'Il figure dans le message, sous le motif.';
