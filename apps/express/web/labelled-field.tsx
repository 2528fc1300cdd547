import { Text, TextField } from '@radix-ui/themes';

export interface LabelledFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly placeholder: string;
}

/** A line of text that must be filled in, with its label above. */
export function LabelledField({ id, label, onChange, ...field }: LabelledFieldProps) {
  return (
    <label className="sample-field" htmlFor={id}>
      <Text as="div" size="2" mb="1">
        {label}
      </Text>
      <TextField.Root id={id} onChange={(event) => onChange(event.target.value)} required {...field} />
    </label>
  );
}
