<?php
/**
 * Plugin Name: Loopback
 * Description: Lets this test site fetch pages from this machine, which WordPress refuses else.
 */

add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn (array $ports): array => [...$ports, (int) getenv('CARDS_PORT')]);
