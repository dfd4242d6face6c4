import { Checkbox, type Html } from '#src/platform/ui/index.js';
import { typedText } from '#src/platform/web/form.js';
import type { FieldsView } from './hand-over-view.js';

/** One thing that the officer, or the holder, declares during the face-to-face. */
export function Tick(props: {
  view: Pick<FieldsView, 'typed' | 'errors'>;
  name: string;
  label: string;
}): Html {
  const { view, name, label } = props;
  return (
    <Checkbox
      name={name}
      label={label}
      checked={typedText(view.typed, name) !== ''}
      error={view.errors[name]}
    />
  );
}
