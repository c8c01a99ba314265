export { defaultScale, defaultSeed, demoBankCode, generatorVersion, readDemoBank, type DemoBank } from './demo-bank';
export { generateDemoBank, type GenerateOptions } from './generate-demo-bank';
export { bookHeldBack, countHeldBack, dropHeldBack, holdBackLastDay, readHeldBack, type HeldBack } from './last-day';
