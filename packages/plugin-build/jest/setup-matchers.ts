import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';

// Two cores and several suites at once: the default second is too short for a first render of @grafana/ui.
configure({ asyncUtilTimeout: 10_000 });
