/** A query of a panel over the payment service, as OpenObserve stores it. */
export const panelQuery = (query: string) => ({
  query,
  customQuery: true,
  fields: {
    stream: 'payment_service',
    stream_type: 'logs',
    x: [],
    y: [],
    filter: { filterType: 'group', logicalOperator: 'AND', conditions: [] },
  },
  config: { promql_legend: '' },
});
