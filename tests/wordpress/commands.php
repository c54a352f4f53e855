<?php
/**
 * What a person at the keyboard of WordPress would do, as one program.
 *
 * php commands.php <folder of WordPress> <host> <command>, its values as JSON on standard input;
 * the answer is one line of JSON.
 */

[, $folder, $host, $command] = $argv;
$values = json_decode(stream_get_contents(STDIN), true);
$_SERVER['HTTP_HOST'] = $host;
$_SERVER['REQUEST_URI'] = '/';
if ($command === 'install') {
    define('WP_INSTALLING', true);
}
require "$folder/wp-load.php";
require_once "$folder/wp-admin/includes/admin.php";
require_once "$folder/wp-admin/includes/upgrade.php";

/** A new site, and one person for each role that matters here. */
function install(array $values): array
{
    wp_install('A council', 'administrator', 'one@wordpress.example', true, '', $values['password'], '');
    update_option('siteurl', $values['address']);
    update_option('home', $values['address']);
    update_option('show_avatars', 0);
    return ['version' => get_bloginfo('version'), 'author' => add_person('author', 'author')];
}

function add_person(string $name, string $role): int
{
    return wp_insert_user([
        'user_login' => $name,
        'user_pass' => wp_generate_password(),
        'user_email' => "$name@wordpress.example",
        'role' => $role,
    ]);
}

/** A published post, saved with the rights of the person who wrote it. */
function post(array $values): array
{
    wp_set_current_user(get_user_by('login', $values['author'])->ID);
    $saved = wp_insert_post(wp_slash([
        'post_title' => $values['title'],
        'post_content' => $values['content'],
        'post_status' => 'publish',
    ]), true);
    if (is_wp_error($saved)) {
        throw new RuntimeException($saved->get_error_message());
    }
    return ['id' => $saved, 'address' => home_url("/?p=$saved"), 'kept' => get_post($saved)->post_content];
}

/** What WordPress keeps of the answers to its own oEmbed questions about this post. */
function remembered(array $values): array
{
    $kept = [];
    foreach (get_post_meta($values['id']) as $key => $found) {
        if (preg_match('/^_oembed_[0-9a-f]/', $key)) {
            $kept[] = $found[0];
        }
    }
    return $kept;
}

/** The tables of a network of sites; its settings belong into wp-config.php afterwards. */
function network(array $values): array
{
    global $wpdb;
    foreach ($wpdb->tables('ms_global') as $table => $name) {
        $wpdb->$table = $name;
    }
    install_network();
    $made = populate_network(1, $values['domain'], 'one@wordpress.example', 'Councils', '/', false);
    return ['made' => $made === true];
}

/** Somebody who runs one site of the network, and not the network. */
function site_administrator(array $values): array
{
    $person = add_person('local', 'administrator');
    return ['unfiltered' => user_can($person, 'unfiltered_html'), 'network' => is_multisite()];
}

echo json_encode($command($values)), "\n";
