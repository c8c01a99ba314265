export function answerByPlans(gateway: object): void;
export function addPlans(serverCore: { prototype: { initApp(app: never): Promise<void>; apiGateway(): object } }): void;
