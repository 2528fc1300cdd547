'use client';
import { Select, TextField } from '@radix-ui/themes';
import { useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export interface InputFieldProps extends FieldProps {
  readonly type: 'number' | 'date' | 'text';
  readonly min?: number | string | undefined;
  readonly max?: number | undefined;
  /** What is said below it. */
  readonly hint?: string | undefined;
}

/** A number, a day or a text, with its name above it. */
export function InputField({ label, value, onChange, type, min, max, hint }: InputFieldProps) {
  const id = useId();
  return (
    <div>
      <label className="ps-label" htmlFor={id}>
        {label}
      </label>
      <TextField.Root
        {...{ id, type, value, min, max }}
        {...(type === 'number' && { step: 'any', inputMode: 'decimal' })}
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <p className="ps-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly { readonly id: string; readonly name: string }[];
}

/** One of a few, with its name above it. */
export function ChoiceField({ label, value, onChange, choices }: ChoiceFieldProps) {
  const id = useId();
  return (
    <div>
      <span className="ps-label" id={id}>
        {label}
      </span>
      <Select.Root value={value} onValueChange={onChange}>
        <Select.Trigger className="ps-desk-select" aria-labelledby={id} />
        <Select.Content>
          {choices.map((choice) => (
            <Select.Item key={choice.id} value={choice.id}>
              {choice.name}
            </Select.Item>
          ))}
        </Select.Content>
      </Select.Root>
    </div>
  );
}
