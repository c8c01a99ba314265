import { createContext } from 'react';

/** Version of the data that the page shows: whoever asks for figures asks again when it changes. */
export const DataVersion = createContext('');
