import * as v from 'valibot';

const Text = v.pipe(v.string('is missing'), v.trim(), v.nonEmpty('is empty'));
const Uuid = v.pipe(Text, v.uuid('must be a UUID, as Polar shows it'));
const Port = v.pipe(v.optional(Text, '3000'), v.transform(Number), v.integer('must be a port'), v.minValue(0), v.maxValue(65_535));
const Milliseconds = v.pipe(Text, v.transform(Number), v.integer('must be milliseconds'), v.minValue(1));

/** How a product reaches its own account at Polar. */
const polarAccount = {
  POLAR_ACCESS_TOKEN: Text,
  /** Several, separated by commas, while a secret is rotated. */
  POLAR_WEBHOOK_SECRET: Text,
  POLAR_ORGANIZATION_ID: v.optional(Uuid),
  POLAR_ENVIRONMENT: v.optional(v.picklist(['production', 'sandbox'], 'must be "production" or "sandbox"'), 'sandbox'),
  POLAR_BASE_URL: v.optional(v.pipe(Text, v.url('must be an origin such as http://127.0.0.1:4100'))),
};
export type PolarAccount = v.InferOutput<v.ObjectSchema<typeof polarAccount, undefined>>;

const Shared = v.object({
  SESSION_SECRET: v.pipe(Text, v.minLength(16, 'must have at least 16 characters')),
  APP_URL: v.optional(v.pipe(Text, v.url('must be the address people open, such as https://app.example'))),
  STORE_URL: v.optional(v.pipe(Text, v.regex(/^(postgres(ql)?|rediss?):\/\//, 'must begin with postgresql:// or redis://'))),
  DATA_DIR: v.optional(Text, '.data'),
  PORT: Port,
  PROBE_INTERVAL_MS: v.optional(Milliseconds),
  /** For trying out what time does: billing takes it to be so much later. */
  CLOCK_AHEAD_MS: v.optional(Milliseconds),
});

const Recruiting = v.object({
  ...polarAccount,
  ...{ POLAR_PRO_PRODUCT_ID: Uuid, POLAR_ENTERPRISE_PRODUCT_ID: Uuid },
  ...{ POLAR_JOB_DESCRIPTIONS_METER_ID: Uuid, POLAR_CANDIDATE_SCREENINGS_METER_ID: Uuid },
});

const Chat = v.object({
  ...polarAccount,
  ...{ POLAR_PRO_PRODUCT_ID: Uuid, POLAR_TEAM_PRODUCT_ID: Uuid },
  ...{ POLAR_TOKENS_METER_ID: Uuid, POLAR_THREADS_METER_ID: Uuid, POLAR_MESSAGES_METER_ID: Uuid },
});

const Images = v.object({
  ...polarAccount,
  ...{ POLAR_SMALL_PRODUCT_ID: Uuid, POLAR_LARGE_PRODUCT_ID: Uuid, POLAR_IMAGES_METER_ID: Uuid },
});

/** Everything that the server takes from its surroundings, checked. A product whose variables are all missing is not offered. */
export interface Env extends v.InferOutput<typeof Shared> {
  readonly recruiting: v.InferOutput<typeof Recruiting>;
  readonly chat: v.InferOutput<typeof Chat> | null;
  readonly images: v.InferOutput<typeof Images> | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. @throws Error that names every missing or malformed value at once; never the values themselves */
export function readEnv(environment: Environment): Env {
  const problems: string[] = [];
  const read = <S extends v.GenericSchema>(schema: S, prefix: string): v.InferOutput<S> => {
    const parsed = v.safeParse(schema, withoutPrefix(environment, prefix));
    if (!parsed.success) problems.push(...parsed.issues.map((issue) => `  ${prefix}${describe(issue)}`));
    return parsed.output;
  };
  const readOffered = <S extends v.GenericSchema>(schema: S, prefix: string) =>
    Object.keys(environment).some((name) => name.startsWith(prefix)) ? read(schema, prefix) : null;
  const env = {
    ...read(Shared, ''),
    ...{ recruiting: read(Recruiting, ''), chat: readOffered(Chat, 'CHAT_'), images: readOffered(Images, 'IMAGES_') },
  };
  if (problems.length === 0) return env;
  throw new Error(`The environment is not complete (see .env.example):\n${[...new Set(problems)].join('\n')}`);
}

function describe(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? ''} ${issue.message.startsWith('Invalid') ? 'is missing' : issue.message}`;
}

function withoutPrefix(environment: Environment, prefix: string): Environment {
  const named = Object.entries(environment).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value]));
}
