import { configure } from 'storybook/test';

// A journey runs the whole backend in its tab: on a loaded machine slow is not wrong. Imported for this effect by every journey.
configure({ asyncUtilTimeout: 10_000 });
