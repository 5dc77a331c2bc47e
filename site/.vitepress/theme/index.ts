import { useData, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { defineComponent, h, onMounted, watch } from 'vue';
import './style.css';

/** The default theme has a `main` on every page but the first. */
const Layout = defineComponent({
  setup() {
    const { frontmatter } = useData();
    function mark(): void {
      const content = document.getElementById('VPContent');
      if (frontmatter.value['layout'] === 'home') content?.setAttribute('role', 'main');
      else content?.removeAttribute('role');
    }
    onMounted(mark);
    watch(frontmatter, mark, { flush: 'post' });
    return () => h(DefaultTheme.Layout);
  },
});

export default { extends: DefaultTheme, Layout } satisfies Theme;
