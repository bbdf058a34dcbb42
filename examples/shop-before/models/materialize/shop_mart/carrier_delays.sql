CREATE VIEW shop_mart.carrier_delays AS
SELECT
    carrier,
    country,
    count(*) AS parcels,
    count(*) FILTER (WHERE hours > 96) AS late,
    CAST(avg(hours) AS numeric(38, 1)) AS average_hours
FROM shop_core.delivery_times
GROUP BY carrier, country;

CREATE INDEX carrier_delays_by_country IN CLUSTER shop_serve ON shop_mart.carrier_delays (country);

COMMENT ON VIEW shop_mart.carrier_delays IS 'One row per carrier and country; late is more than four days';
GRANT SELECT ON shop_mart.carrier_delays TO shop_analyst;
