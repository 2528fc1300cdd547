import * as v from 'valibot';

const Text = v.pipe(v.string('is missing'), v.trim(), v.nonEmpty('is empty'));
const Uuid = v.pipe(Text, v.uuid('must be a UUID, as Polar shows it'));
const Port = v.pipe(v.optional(Text, '3000'), v.transform(Number), v.integer('must be a port'), v.minValue(0), v.maxValue(65_535));
const Milliseconds = v.pipe(Text, v.transform(Number), v.integer('must be milliseconds'), v.minValue(1));

const Environment = v.object({
  POLAR_ACCESS_TOKEN: Text,
  /** Several, separated by commas, while a secret is rotated. */
  POLAR_WEBHOOK_SECRET: Text,
  POLAR_ORGANIZATION_ID: v.optional(Uuid),
  POLAR_PRO_PRODUCT_ID: Uuid,
  POLAR_ENTERPRISE_PRODUCT_ID: Uuid,
  POLAR_JOB_DESCRIPTIONS_METER_ID: Uuid,
  POLAR_CANDIDATE_SCREENINGS_METER_ID: Uuid,
  POLAR_ENVIRONMENT: v.optional(v.picklist(['production', 'sandbox'], 'must be "production" or "sandbox"'), 'sandbox'),
  POLAR_BASE_URL: v.optional(v.pipe(Text, v.url('must be an origin such as http://127.0.0.1:4100'))),
  SESSION_SECRET: v.pipe(Text, v.minLength(16, 'must have at least 16 characters')),
  APP_URL: v.optional(v.pipe(Text, v.url('must be the address people open, such as https://app.example'))),
  STORE_URL: v.optional(v.pipe(Text, v.regex(/^(postgres(ql)?|rediss?):\/\//, 'must begin with postgresql:// or redis://'))),
  DATA_DIR: v.optional(Text, '.data'),
  PORT: Port,
  PROBE_INTERVAL_MS: v.optional(Milliseconds),
});

/** Everything that the server takes from its surroundings, checked. */
export type Env = v.InferOutput<typeof Environment>;

/** Reads the environment. @throws Error that names every missing or malformed value at once; never the values themselves */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const parsed = v.safeParse(Environment, environment);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map(
    (issue) => `  ${v.getDotPath(issue) ?? ''} ${issue.message.startsWith('Invalid') ? 'is missing' : issue.message}`,
  );
  throw new Error(`The environment is not complete (see .env.example):\n${[...new Set(problems)].join('\n')}`);
}
