/** The first question to try on the sample: which errors the payment service had in the last hour. */
export const SAMPLE_ERRORS_SQL =
  "SELECT error_type, count(*) AS n FROM payment_service WHERE level='error' GROUP BY error_type ORDER BY n DESC";
